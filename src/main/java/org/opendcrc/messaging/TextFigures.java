package org.opendcrc.messaging;

import java.time.YearMonth;
import java.util.List;

/**
 * What texts of stores came to, month by month.
 *
 * @param months the latest first
 */
public record TextFigures(List<Month> months) {

    public TextFigures {
        months = List.copyOf(months);
    }

    /**
     * A month, store time.
     *
     * @param bills what each line will bill, by class and price
     * @param optOuts how many refused advertising by answering
     */
    public record Month(YearMonth month, List<Kind> kinds, List<Bill> bills, int replies, int optOuts) {

        public Month {
            kinds = List.copyOf(kinds);
            bills = List.copyOf(bills);
        }

        public long cost() {
            return kinds.stream().mapToLong(Kind::cost).sum();
        }
    }

    /**
     * Texts of one class and cause.
     *
     * @param cause the chapter that asked
     * @param parts short messages that a gateway took: what it bills
     * @param sent taken by a gateway, whatever became of them
     * @param delivered of those, with a receipt that they arrived
     * @param failed not sent, or not arrived
     * @param cost in li 厘, a thousandth of a yuan, at the price that the line had on the day on which it took each part
     */
    public record Kind(
            TextClass textClass,
            String cause,
            int written,
            int sent,
            int delivered,
            int failed,
            int unknown,
            int parts,
            long cost) {}

    /**
     * What a line will bill for short messages of one class at one price.
     *
     * @param price of one, in li
     * @param usual whether nobody wrote a price of the line down, so that the store's setting stands for it
     */
    public record Bill(String gateway, TextClass textClass, int price, boolean usual, int parts) {

        Bill with(int counted) {
            return new Bill(gateway, textClass, price, usual, counted);
        }

        public long cost() {
            return (long) price * parts;
        }
    }
}
