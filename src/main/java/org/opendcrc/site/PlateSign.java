package org.opendcrc.site;

/**
 * A number plate as it is drawn: with the dot after province and city, and a green edge for a new-energy car (eight characters).
 */
public record PlateSign(String text, boolean newEnergy) {

    /** The sign of a plate as it is stored, without a dot: {@code 浙A7K3F9}; anything that is no plate is drawn as it is. */
    public static PlateSign of(String plate) {
        var bare = plate.replace("·", "").strip();
        var chinese = bare.length() >= 7 && Character.isIdeographic(bare.codePointAt(0));
        return new PlateSign(
                chinese ? bare.substring(0, 2) + "·" + bare.substring(2) : plate, chinese && bare.length() == 8);
    }
}
