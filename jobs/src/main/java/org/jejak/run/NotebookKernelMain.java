package org.jejak.run;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the Rapaio Java kernel. Its own main class (3.0.1) opens its sockets before it knows how to answer: a message that
 * comes too early ends the thread that should read it, and Jupyter waits for ever. Here early messages wait instead. The
 * kernel is a tool of the machine and not on jejak's class path, hence the reflection.
 */
final class NotebookKernelMain {
    private static final String KERNEL = "org.rapaio.jupyter.kernel.";

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
        Field handlers = channels.getDeclaredField("handlers");
        handlers.setAccessible(true);
        CountDownLatch ready = new CountDownLatch(1);
        handlers.set(open, new Waiting(open, handlers, ready));
        Object running = Class.forName(KERNEL + "MainApp").getField("kernel").get(null);
        channels.getMethod("connect", kernel).invoke(open, running);
        ready.countDown();
        channels.getMethod("joinUntilClose").invoke(open);
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
