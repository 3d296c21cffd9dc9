SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Team" (
  "id" text NOT NULL,
  "lead" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Team_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Team_lead_key" UNIQUE ("lead")
);
CREATE TABLE "Member" (
  "id" text NOT NULL,
  "teamId" text NOT NULL,
  "mentorId" text,
  "office" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Member_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Member_office_key" UNIQUE ("office")
);
CREATE INDEX "Member_teamId" ON "Member" ("teamId");
CREATE INDEX "Member_mentorId" ON "Member" ("mentorId");
CREATE TABLE "Office" (
  "id" text NOT NULL,
  "room" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Office_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Team"
  ADD CONSTRAINT "Team_lead_fkey" FOREIGN KEY ("lead") REFERENCES "Member" ("id") DEFERRABLE;
ALTER TABLE "Member"
  ADD CONSTRAINT "Member_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE DEFERRABLE,
  ADD CONSTRAINT "Member_mentorId_fkey" FOREIGN KEY ("mentorId") REFERENCES "Member" ("id") ON DELETE CASCADE DEFERRABLE,
  ADD CONSTRAINT "Member_office_fkey" FOREIGN KEY ("office") REFERENCES "Office" ("id") ON DELETE SET NULL;
COMMENT ON COLUMN "Member"."mentorId" IS 'Who shows them around';
COMMENT ON COLUMN "Member"."office" IS 'Where they sit';
COMMIT;
