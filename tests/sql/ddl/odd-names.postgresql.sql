-- Left out, or otherwise in PostgreSQL:
-- The column "select"."ctid" is called "ctid_2", because PostgreSQL cannot have its name.
-- The column "select"."A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo" is called "A long name of two hundred characters of two hundred c_a34064c7", because PostgreSQL cannot have its name.
-- The column "select"."A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2" is called "A long name of two hundred characters of two hundred c_daadce00", because PostgreSQL cannot have its name.
-- The table "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo" is called "A long name of two hundred characters of two hundred c_a34064c7", because PostgreSQL cannot have its name.
-- The table "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2" is called "A long name of two hundred characters of two hundred c_daadce00", because PostgreSQL cannot have its name.
-- The table "表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表" is called "表表表表表表表表表表表表表表表表表表_b42adce5", because PostgreSQL cannot have its name.
SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "select" (
  "id" text NOT NULL,
  "order" text NOT NULL,
  "it's a ""quote"" `tick` \" text,
  "🙂" text,
  "U1F642" text,
  "resume" text,
  "résumé" text,
  "ctid_2" text,
  "DB_ROW_ID" text,
  "blank " integer NOT NULL,
  "A long name of two hundred characters of two hundred c_a34064c7" text,
  "A long name of two hundred characters of two hundred c_daadce00" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "select_pkey_2" PRIMARY KEY ("id")
);
CREATE TABLE "A long name of two hundred characters of two hundred c_a34064c7" (
  "id" text NOT NULL,
  "select" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "A long name of two hundred characters of two hundred c_d040b64c" PRIMARY KEY ("id")
);
CREATE INDEX "A long name of two hundred characters of two hundred c_0d0c4bd5" ON "A long name of two hundred characters of two hundred c_a34064c7" ("select");
CREATE TABLE "A long name of two hundred characters of two hundred c_daadce00" (
  "code" text NOT NULL,
  "long" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "A long name of two hundred characters of two hundred c_34f8a7aa" PRIMARY KEY ("code")
);
CREATE INDEX "A long name of two hundred characters of two hundred c_4db445f5" ON "A long name of two hundred characters of two hundred c_daadce00" ("long");
CREATE TABLE "表表表表表表表表表表表表表表表表表表_b42adce5" (
  "code" text NOT NULL,
  "part" integer NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "表表表表表表表表表表表表表表表表表表_716473a1" PRIMARY KEY ("code", "part")
);
CREATE TABLE "select_pkey" (
  "id" text NOT NULL,
  "note" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "select_pkey_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "A long name of two hundred characters of two hundred c_a34064c7"
  ADD CONSTRAINT "A long name of two hundred characters of two hundred c_5dbe3e10" FOREIGN KEY ("select") REFERENCES "select" ("id") ON DELETE CASCADE;
ALTER TABLE "A long name of two hundred characters of two hundred c_daadce00"
  ADD CONSTRAINT "A long name of two hundred characters of two hundred c_90e4d139" FOREIGN KEY ("long") REFERENCES "A long name of two hundred characters of two hundred c_a34064c7" ("id") ON DELETE CASCADE;
COMMIT;
