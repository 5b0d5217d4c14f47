package org.opendcrc.dms;

import java.nio.charset.Charset;

/** What form a file was found to have, by its content and never by its name. */
sealed interface FileForm {

    /** Whether the workbook counts its days from 1904. */
    default boolean since1904() {
        return false;
    }

    /** Whether cells stand in columns of their own, so that what stands beside the table is no shifted row. */
    default boolean isSheet() {
        return true;
    }

    /** A text with separators. */
    record Text(Charset charset, char separator) implements FileForm {
        @Override
        public boolean isSheet() {
            return false;
        }
    }

    /** A sheet of an .xlsx workbook. */
    record Xlsx(String sheet, boolean since1904) implements FileForm {}

    /** A sheet of an old .xls workbook. */
    record Xls(String sheet, boolean since1904) implements FileForm {}
}
