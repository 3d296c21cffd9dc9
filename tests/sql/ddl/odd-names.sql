CREATE TABLE "select" (
  "id" TEXT NOT NULL,
  "order" TEXT NOT NULL,
  "it's a ""quote"" `tick` \" TEXT,
  "🙂" TEXT,
  "U1F642" TEXT,
  "resume" TEXT,
  "résumé" TEXT,
  "ctid" TEXT,
  "DB_ROW_ID" TEXT,
  "blank " INTEGER NOT NULL,
  "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo" TEXT,
  "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
CREATE TABLE "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo" (
  "id" TEXT NOT NULL,
  "select" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("select") REFERENCES "select" ("id") ON DELETE CASCADE
);
CREATE INDEX "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo_select" ON "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo" ("select");
CREATE TABLE "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2" (
  "code" TEXT NOT NULL,
  "long" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("code"),
  FOREIGN KEY ("long") REFERENCES "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo" ("id") ON DELETE CASCADE
);
CREATE INDEX "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2_long" ON "A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2" ("long");
CREATE TABLE "表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表" (
  "code" TEXT NOT NULL,
  "part" INTEGER NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("code", "part")
);
CREATE TABLE "select_pkey" (
  "id" TEXT NOT NULL,
  "note" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
