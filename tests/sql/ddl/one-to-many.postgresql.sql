SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Publication" (
  "id" text NOT NULL,
  "name" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Article" (
  "id" text NOT NULL,
  "title" text NOT NULL,
  "publication" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Article_publication" ON "Article" ("publication");
ALTER TABLE "Article"
  ADD CONSTRAINT "Article_publication_fkey" FOREIGN KEY ("publication") REFERENCES "Publication" ("id") ON DELETE CASCADE;
COMMIT;
