package org.opendcrc.stories;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * Files with made-up rows in the form of the exchange format, for the stories: so many customers with one car each, whose orders
 * were settled on 17 November 2026 in the first store of the demo dealer, so many clerks.
 */
final class Workload {

    private static final String WEIGHTLESS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

    private final int customers;
    private final int clerks;

    Workload(int customers, int clerks) {
        this.customers = customers;
        this.clerks = clerks;
    }

    static String login(int clerk) {
        return "race%03d".formatted(clerk);
    }

    String staff() {
        var file = new StringBuilder("staff_no,name,role,store_code,active\n");
        for (int i = 0; i < clerks; i++) {
            file.append(login(i).toUpperCase(Locale.ROOT))
                    .append(",测试")
                    .append(i)
                    .append(",客服专员,HZCX,是\n");
        }
        return file.toString();
    }

    String customers() {
        var file = new StringBuilder("customer_no,kind,name,sex,phone\n");
        for (int i = 0; i < customers; i++) {
            file.append("K%06d,个人,测试%d,男,164%08d\n".formatted(i, i, i));
        }
        return file.toString();
    }

    String vehicles() {
        var file = new StringBuilder("vin,plate,brand,series,customer_no\n");
        for (int i = 0; i < customers; i++) {
            file.append("%s,,岚峰,X7,K%06d\n".formatted(vin(i), i));
        }
        return file.toString();
    }

    /** One settled order a customer. */
    String orders() {
        return orders(customers, LocalDate.of(2026, 11, 17), 1);
    }

    /**
     * That many orders, dealt out to the customers in turn; all of the first round were settled on the day, each further round a
     * day earlier.
     */
    String orders(int count, LocalDate settledOn, int fromNumber) {
        var file = new StringBuilder(count * 110)
                .append(
                        "order_no,store_code,vin,customer_no,kind,sent_in_at,settled_at,mileage_km,amount_yuan,status\n");
        for (int i = 0; i < count; i++) {
            var day = settledOn.minusDays(i / customers);
            LocalDateTime in = day.atTime(8, 30).plusMinutes(i % 400);
            file.append("R%07d,HZCX,%s,K%06d,保养,%s,%s,%d,%d.00,结算\n"
                    .formatted(
                            fromNumber + i,
                            vin(i % customers),
                            i % customers,
                            text(in),
                            text(in.plusHours(2)),
                            20_000 - i / customers * 10,
                            300 + i % 900));
        }
        return file.toString();
    }

    private static String text(LocalDateTime moment) {
        return moment.toString().replace('T', ' ');
    }

    /** With a right check digit, by the arithmetic of the standard and not by ours. */
    static String vin(int number) {
        var text = "L9X7A2B30N1" + "%06d".formatted(number);
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        var values = "0123456789" + "12345678" + "12345" + "7" + "9" + "23456789";
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (values.charAt(WEIGHTLESS.indexOf(text.charAt(i))) - '0') * weights[i];
        }
        var check = sum % 11 == 10 ? "X" : Integer.toString(sum % 11);
        return text.substring(0, 8) + check + text.substring(9);
    }
}
