/**
 * Mail to people, in their language.
 *
 * <p>A mail is written in the transaction of its cause ({@code Outbox}): it is sent exactly if the
 * deed is done, and a mail server that is down holds up nobody and loses nothing. One thread of
 * each replica sends what is due ({@code Postman}); which replica sends a mail is settled by the
 * row's lock. What could not be sent is tried again for a day, and then given up, which operators
 * see. A replica that dies between sending a mail and noting it has it sent twice.
 *
 * <p>Mails hold secrets that are good once. What a mail says is sealed where it is stored, and
 * forgotten as soon as it is sent; it reaches no log. Whether an address belongs to an account must
 * not be told by what is sent to it, nor by how long it takes to ask for it.
 */
@NullMarked
package io.tenantry.access.mail;

import org.jspecify.annotations.NullMarked;
