-- before
type A @model(timestamps: null) { b: B @hasOne } type B @model(timestamps: null) { a: A @belongsTo }
-- after
type A @model(timestamps: null) { b: B @belongsTo } type B @model(timestamps: null) { a: A @hasOne }
-- sql
CREATE TEMP TABLE relata_links_0 AS SELECT t."id" AS h1, s."id" AS r1, s."id" AS o1 FROM "A" s JOIN "B" t ON t."id" = s."b";
CREATE INDEX temp.relata_links_0_h ON relata_links_0 (h1);
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  PRIMARY KEY ("id")
);
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "a" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "A" ("id") ON DELETE SET NULL
);
INSERT INTO "relata_new_1" (rowid, "id") SELECT o.rowid, o."id" FROM "A" o;
INSERT INTO "relata_new_2" (rowid, "id", "a") SELECT o.rowid, o."id", (SELECT l.r1 FROM temp.relata_links_0 l WHERE l.h1 IS o."id" LIMIT 1) FROM "B" o;
DROP TABLE "A";
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
CREATE UNIQUE INDEX "B_a" ON "B" ("a");
DROP TABLE temp.relata_links_0;
