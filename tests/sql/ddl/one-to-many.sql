CREATE TABLE "Publication" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id")
);
CREATE TABLE "Article" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "publication" TEXT,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("publication") REFERENCES "Publication" ("id") ON DELETE CASCADE
);
CREATE INDEX "Article_publication" ON "Article" ("publication");
