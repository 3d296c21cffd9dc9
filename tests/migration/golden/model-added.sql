-- before
type A @model(timestamps: null) { a: Int }
-- after
type A @model(timestamps: null) { a: Int } type B @model(timestamps: null) { b: Int }
-- sql
CREATE TABLE "B" (
  "id" TEXT NOT NULL,
  "b" INTEGER,
  PRIMARY KEY ("id")
);
