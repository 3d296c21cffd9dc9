-- before
type A @model(timestamps: null) { x: Int bs: [B] @hasMany } type B @model(timestamps: null) { x: Int a: A @belongsTo }
-- after
type A @model(timestamps: null) { x: Int } type B @model(timestamps: null) { x: Int }
-- sql
CREATE TABLE "relata_new_2" (
  "id" TEXT NOT NULL,
  "x" INTEGER,
  PRIMARY KEY ("id")
);
INSERT INTO "relata_new_2" (rowid, "id", "x") SELECT o.rowid, o."id", o."x" FROM "B" o;
DROP TABLE "B";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_2" RENAME TO "B";
PRAGMA legacy_alter_table=OFF;
