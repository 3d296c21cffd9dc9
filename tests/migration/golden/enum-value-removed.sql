-- before
enum E { X Y } type A @model(timestamps: null) { e: E }
-- after
enum E { X } type A @model(timestamps: null) { e: E }
-- sql
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  "e" TEXT,
  PRIMARY KEY ("id")
);
INSERT INTO "relata_new_1" (rowid, "id", "e") SELECT o.rowid, o."id", relata_converted(o."e", 'A.e') FROM "A" o;
DROP TABLE "A";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
PRAGMA legacy_alter_table=OFF;
