// What the build writes into the service worker: the page's files with their digests, and the digest of them all.

declare const PAGE_FILES: { version: string; files: Record<string, string> };
