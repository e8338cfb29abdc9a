// Inserted into the service worker by the build: the page's files with their digests, and the digest of the list.

declare const PAGE_FILES: { version: string; files: Record<string, string> };
