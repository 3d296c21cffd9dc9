-- before
type A @model(timestamps: null) { x: Int }
-- after
type A @model(timestamps: null) { x: Int boss: A @belongsTo team: [A] @hasMany }
-- sql
CREATE TABLE "relata_new_1" (
  "id" TEXT NOT NULL,
  "x" INTEGER,
  "boss" TEXT,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("boss") REFERENCES "A" ("id") ON DELETE CASCADE
);
INSERT INTO "relata_new_1" (rowid, "id", "x", "boss") SELECT o.rowid, o."id", o."x", NULL FROM "A" o;
DROP TABLE "A";
PRAGMA legacy_alter_table=ON;
ALTER TABLE "relata_new_1" RENAME TO "A";
PRAGMA legacy_alter_table=OFF;
CREATE INDEX "A_boss" ON "A" ("boss");
