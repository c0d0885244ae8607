import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface MailServer {
  smtpPort: number;
  url: string;
  close: () => Promise<void>;
}

/** A real mail server that keeps what it is sent, and shows it to the tests' processes over HTTP. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        ({ to, subject, text }) => {
          const addresses = Array.isArray(to) ? to : [to];
          mails.unshift({
            to: addresses.map((each) => each?.text ?? "").join(", "),
            subject: subject ?? "",
            text: text ?? "",
          });
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  const http = createServer((_request, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(mails));
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    smtpPort: portOf(smtp.server as unknown as Server),
    url: `http://127.0.0.1:${portOf(http)}`,
    close: async () => {
      http.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** The newest mail to an address, once it is there. */
export async function mailTo(address: string, subject: RegExp = /./): Promise<Mail> {
  const patience = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(process.env.E2E_MAILS ?? "");
    const mails = (await response.json()) as Mail[];
    const found = mails.find((mail) => mail.to.includes(address) && subject.test(mail.subject));
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > patience) {
      throw new Error(
        `no mail to ${address}; there are ${mails.map((mail) => mail.to).join("; ")}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
