package org.jejak.notebook;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the Rapaio Java kernel, whose own main class (3.0.1) loses two races on a crowded machine; Jupyter then waits for
 * ever. It opens its sockets before it knows how to answer: a message that comes too early ends the thread that should read
 * it; here early messages wait. And a thread that reads a socket is told to go on only after it has started: one that looks
 * first ends at once; here it is started again. The kernel is a tool of the machine and not on jejak's class path, hence the
 * reflection.
 */
final class NotebookKernelMain {
    private static final String KERNEL = "org.rapaio.jupyter.kernel.";
    private static final List<String> READERS = List.of("heartbeat", "shell", "control");

    /** A thread that ends at once has ended by then, however crowded the machine. */
    private static final Duration WATCHED = Duration.ofSeconds(20);

    private NotebookKernelMain() {}

    /** @param args the connection file that Jupyter wrote */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Class<?> about = Class.forName(KERNEL + "core.ConnectionProperties");
        Class<?> kernel = Class.forName(KERNEL + "core.RapaioKernel");
        Class<?> channels = Class.forName(KERNEL + "channels.Channels");
        Object connection = Class.forName(KERNEL + "core.Transform")
                .getMethod("fromJson", String.class, Class.class)
                .invoke(null, Files.readString(Path.of(args[0])), about);
        Object open = channels.getConstructor(about).newInstance(connection);
        Field handlers = field(channels, "handlers");
        CountDownLatch ready = new CountDownLatch(1);
        handlers.set(open, new Waiting(open, handlers, ready));
        Object running = Class.forName(KERNEL + "MainApp").getField("kernel").get(null);
        channels.getMethod("connect", kernel).invoke(open, running);
        ready.countDown();
        for (long end = System.nanoTime() + WATCHED.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            if ((boolean) channels.getMethod("isMarkedForShutdown").invoke(open)) break;
            for (String reader : READERS) startAgain(field(channels, reader).get(open));
        }
        channels.getMethod("joinUntilClose").invoke(open);
    }

    /** Starts the reading thread of a channel again if it has ended; this time it knows beforehand that it is to go on. */
    private static void startAgain(Object channel) throws ReflectiveOperationException {
        Field held = field(channel.getClass(), "loopThread");
        Thread ended = (Thread) held.get(channel);
        if (ended == null || ended.getState() != Thread.State.TERMINATED) return;
        Class<?> kind = ended.getClass();
        Constructor<?> maker = kind.getDeclaredConstructor(String.class, long.class, Runnable.class);
        maker.setAccessible(true);
        Thread again = (Thread) maker.newInstance(
                ended.getName(),
                field(kind, "sleep").getLong(ended),
                field(kind, "loopBody").get(ended));
        field(kind, "running").setBoolean(again, true);
        held.set(channel, again);
        again.start();
    }

    private static Field field(Class<?> of, String name) throws NoSuchFieldException {
        Field field = of.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Stands in for the handlers until they are there. */
    private static final class Waiting extends HashMap<Object, Object> {
        private final transient Object channels;
        private final transient Field handlers;
        private final transient CountDownLatch ready;

        Waiting(Object channels, Field handlers, CountDownLatch ready) {
            this.channels = channels;
            this.handlers = handlers;
            this.ready = ready;
        }

        @Override
        public Object get(Object type) {
            try {
                ready.await();
                return ((Map<?, ?>) handlers.get(channels)).get(type);
            } catch (InterruptedException | IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
