CREATE TABLE "Site" (
  "country" TEXT NOT NULL,
  "city" TEXT NOT NULL,
  "street" TEXT NOT NULL,
  "no" INTEGER NOT NULL,
  "open" TEXT NOT NULL,
  "plan" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("country", "city", "street", "no", "open"),
  UNIQUE ("plan"),
  FOREIGN KEY ("plan") REFERENCES "Plan" ("id") ON DELETE SET NULL
);
CREATE TABLE "Visit" (
  "id" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "note" TEXT,
  "rank" REAL,
  "site_country" TEXT,
  "site_city" TEXT,
  "site_street" TEXT,
  "site_no" INTEGER,
  "site_open" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("site_country", "site_city", "site_street", "site_no", "site_open") REFERENCES "Site" ("country", "city", "street", "no", "open") ON DELETE CASCADE
);
CREATE INDEX "Visit_byNote" ON "Visit" ("note", "at", "rank");
CREATE INDEX "Visit_site_country_site_city_site_street_site_no_site_open" ON "Visit" ("site_country", "site_city", "site_street", "site_no", "site_open");
CREATE TABLE "Plan" (
  "id" TEXT NOT NULL,
  "drawing" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  UNIQUE ("drawing")
);
