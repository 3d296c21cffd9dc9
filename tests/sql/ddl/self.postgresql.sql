SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Employee" (
  "id" text NOT NULL,
  "name" text,
  "manager" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Employee_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Employee_manager" ON "Employee" ("manager");
ALTER TABLE "Employee"
  ADD CONSTRAINT "Employee_manager_fkey" FOREIGN KEY ("manager") REFERENCES "Employee" ("id") ON DELETE CASCADE DEFERRABLE;
COMMIT;
