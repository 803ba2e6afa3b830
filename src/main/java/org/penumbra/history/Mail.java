package org.penumbra.history;

import java.nio.file.Path;

/**
 * A message that is ready to be sent.
 *
 * @param messageId {@code Message-ID}, the same whenever the message is made again (FORMATS 6)
 * @param recipients addresses separated by commas
 * @param subject subject line
 * @param content file that holds the whole message
 */
public record Mail(String messageId, String recipients, String subject, Path content) {
}
