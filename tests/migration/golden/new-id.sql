-- before
type A @model(timestamps: null) { a: String! @primaryKey bs: [B] @hasMany } type B @model(timestamps: null) { x: Int a: A @belongsTo }
-- after
type A @model(timestamps: null) { a: String! bs: [B] @hasMany } type B @model(timestamps: null) { x: Int a: A @belongsTo }
-- sql
CREATE TEMP TABLE relata_keys_0 AS SELECT b."a" AS h1, relata_new_key() AS k1 FROM "A" b ORDER BY b."a";
CREATE INDEX temp.relata_keys_0_h ON relata_keys_0 (h1);
CREATE TEMP TABLE relata_links_0 AS SELECT h."id" AS h1, (SELECT k.k1 FROM temp.relata_keys_0 k WHERE k.h1 IS w."a") AS r1, w."a" AS o1 FROM "B" h JOIN "A" w ON w."a" = h."a";
CREATE INDEX temp.relata_links_0_h ON relata_links_0 (h1);
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  "a" TEXT NOT NULL,
  PRIMARY KEY ("id")
);
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "x" INTEGER,
  "a" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "A" ("id") ON DELETE CASCADE
);
INSERT INTO "relata_new_1" (rowid, "id", "a") SELECT o.rowid, (SELECT k.k1 FROM temp.relata_keys_0 k WHERE k.h1 IS o."a"), o."a" FROM "A" o;
INSERT INTO "relata_new_2" (rowid, "id", "x", "a") SELECT o.rowid, o."id", o."x", (SELECT l.r1 FROM temp.relata_links_0 l WHERE l.h1 IS o."id" LIMIT 1) FROM "B" o;
DROP TABLE "A";
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "B_a" ON "B" ("a");
DROP TABLE temp.relata_keys_0;
DROP TABLE temp.relata_links_0;
