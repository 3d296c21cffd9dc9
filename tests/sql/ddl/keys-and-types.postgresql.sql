SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Site" (
  "country" text NOT NULL,
  "no" integer NOT NULL,
  "city" text,
  "open" boolean NOT NULL DEFAULT TRUE,
  "motto" text DEFAULT 'it''s open',
  "rank" double precision,
  "seen" bigint,
  "tags" jsonb,
  "place" jsonb,
  "kind" text DEFAULT 'BIG' CHECK ("kind" IN ('BIG', 'SMALL')),
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Site_pkey" PRIMARY KEY ("country", "no")
);
CREATE INDEX "Site_byCity" ON "Site" ("city", "no");
COMMIT;
