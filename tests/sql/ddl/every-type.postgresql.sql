-- Left out, or otherwise in PostgreSQL:
-- The default of Everything.zonedDay is left out: its column in PostgreSQL cannot hold '2024-02-29+02:00'.
-- The default of Everything.farMoment is left out: its column in PostgreSQL cannot hold '2024-05-01T12:00:00+17:30'.
SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Everything" (
  "id" text NOT NULL,
  "text" text DEFAULT E'it''s \\ "so"',
  "whole" integer DEFAULT -3,
  "real" double precision DEFAULT 0.1,
  "flag" boolean DEFAULT TRUE,
  "day" date DEFAULT '2024-02-29',
  "zonedDay" date,
  "time" time DEFAULT '12:30',
  "moment" timestamptz DEFAULT '2024-05-01T12:00:00.123+02:00',
  "farMoment" timestamptz,
  "stamp" bigint DEFAULT -5,
  "email" text DEFAULT 'ada@example.org',
  "url" text,
  "phone" text,
  "address" text DEFAULT '192.0.2.0/24',
  "json" jsonb DEFAULT '{"a": "it''s"}',
  "kind" text DEFAULT 'BIG' CHECK ("kind" IN ('BIG', 'SMALL')),
  "requiredKind" text NOT NULL CHECK ("requiredKind" IN ('BIG', 'SMALL')),
  "kinds" jsonb,
  "place" jsonb,
  "tags" jsonb NOT NULL,
  "large" bigint DEFAULT 9007199254740993,
  "exact" numeric DEFAULT 12.5,
  "bytes" bytea DEFAULT decode('00ff', 'hex'),
  "slug" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Everything_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Everything_bySlug" ON "Everything" ("slug");
COMMENT ON TABLE "Everything" IS E'Everything there is; it''s \\\\ "all" of it.';
COMMENT ON COLUMN "Everything"."text" IS E'A text''s \\ meaning';
COMMIT;
