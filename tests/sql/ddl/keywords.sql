CREATE TABLE "Order" (
  "id" TEXT NOT NULL,
  "select" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
CREATE TABLE "Table" (
  "id" TEXT NOT NULL,
  "from" INTEGER,
  "order" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("order") REFERENCES "Order" ("id") ON DELETE CASCADE
);
CREATE INDEX "Table_order_2" ON "Table" ("order");
CREATE TABLE "Table_order" (
  "id" TEXT NOT NULL,
  "note" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
