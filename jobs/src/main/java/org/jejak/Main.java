package org.jejak;

import java.util.TimeZone;
import org.jejak.command.bench.BenchCommand;
import org.jejak.command.file.AttributeCommand;
import org.jejak.command.file.ChannelsCommand;
import org.jejak.command.file.FunnelCommand;
import org.jejak.command.file.RetentionCommand;
import org.jejak.command.file.ScoreCommand;
import org.jejak.command.file.SessionsCommand;
import org.jejak.command.file.ValueCommand;
import org.jejak.command.warehouse.BackfillCommand;
import org.jejak.command.warehouse.CheckConfigCommand;
import org.jejak.command.warehouse.DemoCommand;
import org.jejak.command.warehouse.ExplainCommand;
import org.jejak.command.warehouse.MaintainCommand;
import org.jejak.command.warehouse.NightlyCommand;
import org.jejak.command.warehouse.NotebooksCommand;
import org.jejak.command.warehouse.PublishCommand;
import org.jejak.command.warehouse.ReportCommand;
import org.jejak.command.warehouse.RunCommand;
import org.jejak.command.warehouse.SimulateCommand;
import org.jejak.command.warehouse.SqlCommand;
import org.jejak.command.warehouse.StatusCommand;
import org.jejak.command.warehouse.TablesCommand;
import org.jejak.pipeline.ExitCodes;
import org.jejak.pipeline.SafeMessages;
import org.jejak.pipeline.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The way in: {@code jobs/bin/jejak} on this machine, or spark-submit with this class. Ends with an exit code of
 * {@link ExitCodes}.
 */
@Command(
        name = "jejak",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        description = "Customer-journey analytics: raw interaction logs to journeys in Delta tables.",
        subcommands = {
            DemoCommand.class,
            NightlyCommand.class,
            BackfillCommand.class,
            RunCommand.class,
            StatusCommand.class,
            TablesCommand.class,
            SqlCommand.class,
            ExplainCommand.class,
            PublishCommand.class,
            ReportCommand.class,
            NotebooksCommand.class,
            SessionsCommand.class,
            FunnelCommand.class,
            ChannelsCommand.class,
            AttributeCommand.class,
            RetentionCommand.class,
            ValueCommand.class,
            ScoreCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
            MaintainCommand.class,
            CheckConfigCommand.class,
            HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, result) -> {
                    command.getErr().println("jejak: " + SafeMessages.message(e));
                    if (System.getenv("JEJAK_DEBUG") != null) e.printStackTrace();
                    return ExitCodes.of(e);
                })
                .execute(args);
    }

    /** Version line. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"jejak " + Version.TEXT};
        }
    }
}
