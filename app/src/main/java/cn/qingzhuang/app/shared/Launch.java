package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program of the database is started on this machine.
 *
 * <p>PostgreSQL refuses to run as root, so root hands over to {@code nobody} with setpriv. Where nobody may not cross a
 * parent of the home (/root is 0700) one capability is kept, for the database processes only. {@code --pdeathsig} ends
 * the server when the JVM dies however it dies; setsid keeps a Ctrl-C of the terminal away from it, so that the
 * application closes first.
 */
final class Launch {
    static final int NOBODY = 65534;

    private Launch() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name")) && ownerOfProcess() == 0;
    }

    private static int ownerOfProcess() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return -1;
        }
    }

    /** The command as the database user, which ends when the starting thread does. */
    static List<String> command(Path directory, boolean isServer, List<String> command) {
        List<String> all = new ArrayList<>();
        Path setpriv = Path.of("/usr/bin/setpriv");
        if (Files.isExecutable(setpriv)) {
            if (isServer && Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                all.add("/usr/bin/setsid");
            }
            all.add(setpriv.toString());
            all.add(isServer ? "--pdeathsig=INT" : "--pdeathsig=KILL");
            if (isRoot()) {
                all.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
                if (!canNobodyCross(directory)) {
                    all.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
                }
            }
        }
        all.addAll(command);
        return all;
    }

    /** Gives a path to the user that the database runs as. */
    static void giveToDatabase(Path path) throws IOException {
        if (isRoot()) {
            Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static boolean canNobodyCross(Path directory) {
        for (Path at = directory.getParent(); at != null; at = at.getParent()) {
            try {
                if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
