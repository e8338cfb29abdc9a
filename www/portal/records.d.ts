// Types of the records that the portal's modules exchange. Separate, since pages would download the comments, too.

declare namespace portal {
  interface Words {
    zh: string;
    en: string;
  }

  /** Its members are described in services.js. */
  interface Service {
    id: string;
    standard: string;
    form: string;
    title: Words;
    about: Words;
    icon: string;
    asks: string[];
    autofill?: Record<string, string>;
    works: string[];
    confirms: string[];
    must?: string[];
    when?: Record<string, string>;
    sets(now: string): Record<string, any>;
    signs?(now: string): Record<string, any>;
    number?: string;
    done?: string;
    closes: string[];
    marks?: Record<string, Words[]>;
  }

  interface Request {
    /** The id of the record, created once. */
    id: string;
    service: string;
    state: "draft" | "waiting" | "refused" | "sent";
    order: Record<string, any>;
    /** The last change on this device. */
    at: string;
    /** The digest of the standard that it was filled in with. */
    digest?: string;
    /** Why it was refused. */
    problem?: any;
    /** Why it waits. */
    why?: "offline" | "nobody" | "busy";
    /** The record as last received. */
    record?: any;
    secret?: string;
    /** Later input that is not sent yet. */
    amendment?: { order?: Record<string, any>; state?: string };
  }

  type Answer = { is: "record"; record: any } | { is: "problem"; problem: any } | { is: "away"; why: "offline" | "nobody" | "busy" };

  type Sentence = keyof typeof import("./words.js").WORDS;

  interface Screen {
    nodes: import("../make.js").Child[];
    onShown?(): unknown;
    onChanged?(request: Request, show: (how?: { arrived?: boolean }) => unknown): unknown;
    onLeave?(): void;
  }
}
