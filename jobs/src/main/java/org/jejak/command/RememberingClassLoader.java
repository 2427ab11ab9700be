package org.jejak.command;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which classes its parent does not have. The compiler of Spark's queries asks for each name in them in several
 * packages, most of which do not have it, and each time a class loader looks through all jars of the class path: a twentieth
 * of a night. The class path must not grow.
 */
final class RememberingClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    RememberingClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (missing.contains(name)) throw new ClassNotFoundException(name);
        try {
            return getParent().loadClass(name);
        } catch (ClassNotFoundException e) {
            missing.add(name);
            throw e;
        }
    }
}
