/**
 * Mails of the house 邮件: written in the transaction of their cause and sent afterwards, once. Events out: {@link
 * org.opendcrc.mail.MailSent}, {@link org.opendcrc.mail.MailNotTaken}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "shared :: jobs"})
package org.opendcrc.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
