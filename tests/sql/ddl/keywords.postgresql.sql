SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Order" (
  "id" text NOT NULL,
  "select" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Table" (
  "id" text NOT NULL,
  "from" integer,
  "order" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Table_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Table_order_2" ON "Table" ("order");
CREATE TABLE "Table_order" (
  "id" text NOT NULL,
  "note" text,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Table_order_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Table"
  ADD CONSTRAINT "Table_order_fkey" FOREIGN KEY ("order") REFERENCES "Order" ("id") ON DELETE CASCADE;
COMMIT;
