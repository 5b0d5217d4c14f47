package org.opendcrc.appointments;

/** Which rule of the handbook a refusal keeps. */
final class Rules {

    private Rules() {}

    /**
     * Its number.
     *
     * @param advisor whether an advisor asked; his notice is a rule of its own
     */
    static String of(Booking.Refusal why, boolean advisor) {
        return switch (why) {
            case Booking.Refusal.NoBays _, Booking.Refusal.BayFull _ -> "AP-4";
            case Booking.Refusal.ClosedThatDay _,
                    Booking.Refusal.OutsideOpeningHours _,
                    Booking.Refusal.AdvisorAway _,
                    Booking.Refusal.AdvisorLacksSkill _,
                    Booking.Refusal.NoTechnician _,
                    Booking.Refusal.PartMissing _,
                    Booking.Refusal.CampaignFull _,
                    Booking.Refusal.NobodyFree _ -> "AP-25";
            case Booking.Refusal.NoticeTooShort _ -> advisor ? "AP-1" : "AP-2";
            case Booking.Refusal.AdvisorTaken _ -> "AP-3";
            case Booking.Refusal.TooCloseToInsertion _ -> "AP-6";
            case Booking.Refusal.TooCloseToNeighbour _ -> "AP-5";
        };
    }
}
