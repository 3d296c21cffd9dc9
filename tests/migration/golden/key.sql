-- before
type A @model(timestamps: null) { id: ID! a: String! bs: [B] @hasMany } type B @model(timestamps: null) { x: Int a: A @belongsTo }
-- after
type A @model(timestamps: null) { id: ID! a: String! @primaryKey bs: [B] @hasMany } type B @model(timestamps: null) { x: Int a: A @belongsTo }
-- sql
CREATE TEMP TABLE relata_links_0 AS SELECT h."id" AS h1, w."a" AS r1, w."id" AS o1 FROM "B" h JOIN "A" w ON w."id" = h."a";
CREATE INDEX temp.relata_links_0_h ON relata_links_0 (h1);
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  "a" TEXT NOT NULL,
  PRIMARY KEY ("a")
);
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "x" INTEGER,
  "a" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "A" ("a") ON DELETE CASCADE
);
INSERT INTO "relata_new_1" (rowid, "id", "a") SELECT o.rowid, o."id", o."a" FROM "A" o;
INSERT INTO "relata_new_2" (rowid, "id", "x", "a") SELECT o.rowid, o."id", o."x", (SELECT l.r1 FROM temp.relata_links_0 l WHERE l.h1 IS o."id" LIMIT 1) FROM "B" o;
DROP TABLE "A";
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "B_a" ON "B" ("a");
DROP TABLE temp.relata_links_0;
