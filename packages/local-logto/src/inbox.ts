/** A text message that reached nobody's phone, or an email that reached nobody's mailbox. */
export type Message = {
  /** When it arrived, in milliseconds since 1970. */
  time: number;
  /** The recipient's phone number: country code and number, digits only. Undefined for an email. */
  phone?: string;
  /** The recipient's email address. */
  email?: string;
  /** The whole text, as the recipient would read it. */
  text: string;
  /** The verification code in the text. */
  code?: string;
  /** The link in the text. */
  link?: string;
};

export type Inbox = {
  add: (message: Omit<Message, 'time'>) => void;
  /** The latest messages, newest first. */
  messages: () => Message[];
  clear: () => void;
};

/** Creates an inbox that keeps the latest 200 messages. */
export const createInbox = (): Inbox => {
  const messages: Message[] = [];
  return {
    add: (message) => {
      messages.unshift({ time: Date.now(), ...message });
      messages.length = Math.min(messages.length, 200);
    },
    messages: () => [...messages],
    clear: () => {
      messages.length = 0;
    },
  };
};
