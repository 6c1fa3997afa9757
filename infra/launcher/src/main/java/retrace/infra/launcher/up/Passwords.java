package retrace.infra.launcher.up;

import java.security.SecureRandom;

/** Makes passwords that can be read aloud: 100 bits, in groups, without letters and digits that look alike. */
public final class Passwords {

    private static final String LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";
    private static final int GROUPS = 4;
    private static final int LETTERS_A_GROUP = 5;

    private final SecureRandom random;

    public Passwords(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * LETTERS_A_GROUP; i++) {
            if (i > 0 && i % LETTERS_A_GROUP == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
