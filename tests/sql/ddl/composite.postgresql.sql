SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Site" (
  "country" text NOT NULL,
  "city" text NOT NULL,
  "street" text NOT NULL,
  "no" integer NOT NULL,
  "open" date NOT NULL,
  "plan" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Site_pkey" PRIMARY KEY ("country", "city", "street", "no", "open"),
  CONSTRAINT "Site_plan_key" UNIQUE ("plan")
);
CREATE TABLE "Visit" (
  "id" text NOT NULL,
  "at" timestamptz NOT NULL,
  "note" text,
  "rank" double precision,
  "site_country" text,
  "site_city" text,
  "site_street" text,
  "site_no" integer,
  "site_open" date,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Visit_byNote" ON "Visit" ("note", "at", "rank");
CREATE INDEX "Visit_site_country_site_city_site_street_site_no_site_open" ON "Visit" ("site_country", "site_city", "site_street", "site_no", "site_open");
CREATE TABLE "Plan" (
  "id" text NOT NULL,
  "drawing" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Plan_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Plan_drawing_key" UNIQUE ("drawing")
);
ALTER TABLE "Site"
  ADD CONSTRAINT "Site_plan_fkey" FOREIGN KEY ("plan") REFERENCES "Plan" ("id") ON DELETE SET NULL;
ALTER TABLE "Visit"
  ADD CONSTRAINT "Visit_site_country_site_city_site_street_site_no_site_open_fkey" FOREIGN KEY ("site_country", "site_city", "site_street", "site_no", "site_open") REFERENCES "Site" ("country", "city", "street", "no", "open") ON DELETE CASCADE;
COMMIT;
