package cn.qingzhuang.sim.world;

/** Identity numbers after GB 11643-1999. Only invented area codes (999001 and up) are ever used. */
public final class IdNumbers {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private IdNumbers() {}

    /** The 18th character for the first 17 digits. */
    public static char checkDigit(String seventeen) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (seventeen.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    public static boolean isValid(String id) {
        return id.matches("\\d{17}[\\dX]") && checkDigit(id.substring(0, 17)) == id.charAt(17);
    }
}
