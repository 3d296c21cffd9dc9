CREATE TABLE "Site" (
  "country" TEXT NOT NULL,
  "no" INTEGER NOT NULL,
  "city" TEXT,
  "open" INTEGER NOT NULL DEFAULT 1,
  "motto" TEXT DEFAULT 'it''s open',
  "rank" REAL,
  "seen" INTEGER,
  "tags" TEXT,
  "place" TEXT,
  "kind" TEXT DEFAULT 'BIG',
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("country", "no")
);
CREATE INDEX "Site_byCity" ON "Site" ("city", "no");
