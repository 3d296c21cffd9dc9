-- before
type A @model(timestamps: null) { a: Int }
-- after
type A @model(timestamps: null) { a: Int b: String! @default(value: "x") }
-- sql
ALTER TABLE "A" ADD COLUMN "b" TEXT NOT NULL DEFAULT 'x';
