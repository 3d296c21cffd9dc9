-- before
type A @model(timestamps: null) { a: Int b: Int }
-- after
type A @model(timestamps: null) { b: Int a: Int }
-- sql
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  "b" INTEGER,
  "a" INTEGER,
  PRIMARY KEY ("id")
);
INSERT INTO "relata_new_1" (rowid, "id", "b", "a") SELECT o.rowid, o."id", o."b", o."a" FROM "A" o;
DROP TABLE "A";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
PRAGMA legacy_alter_table=OFF;
