// The records that pass between the portal's modules. They stand here, since who opens the page would load comments too.

declare namespace portal {
  interface Words {
    zh: string;
    en: string;
  }

  /** What its members mean: services.js. */
  interface Service {
    id: string;
    standard: string;
    form: string;
    title: Words;
    about: Words;
    icon: string;
    asks: string[];
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
    /** The record's id, made once. */
    id: string;
    service: string;
    state: "draft" | "waiting" | "refused" | "sent";
    order: Record<string, any>;
    /** When it last changed here. */
    at: string;
    /** Of the standard that it was filled in under. */
    digest?: string;
    /** Why it was refused. */
    problem?: any;
    /** Why it waits. */
    why?: "offline" | "nobody" | "busy";
    /** As it was last seen. */
    record?: any;
    secret?: string;
    /** What was filled in since and is not sent. */
    amendment?: { order?: Record<string, any>; state?: string };
  }

  type Answer = { is: "record"; record: any } | { is: "problem"; problem: any } | { is: "away"; why: "offline" | "nobody" | "busy" };

  type Sentence = keyof typeof import("./words.js").WORDS;

  interface Screen {
    nodes: import("../make.js").Child[];
    look?(): unknown;
    changed?(request: Request, again: (how?: { arrived?: boolean }) => unknown): unknown;
    leave?(): void;
  }
}
