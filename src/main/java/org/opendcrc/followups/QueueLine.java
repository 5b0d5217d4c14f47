package org.opendcrc.followups;

import java.time.ZoneId;

/**
 * An owed or finished call as a list shows it.
 *
 * @param zone the store's
 * @param person whether the customer is a person
 * @param sex MALE, FEMALE or UNKNOWN
 * @param car series and model, as far as they are known
 * @param together how many open tasks one call would serve, this one included; 0 once it is closed
 * @param elsewhere whether somebody else has it in his hand now
 * @param corrected whether it is owed again because its customer's number was put right (FU-6)
 */
public record QueueLine(
        TaskView task,
        String store,
        ZoneId zone,
        boolean person,
        String sex,
        String car,
        int together,
        boolean elsewhere,
        boolean corrected) {}
