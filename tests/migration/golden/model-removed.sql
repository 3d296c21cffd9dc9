-- before
type A @model(timestamps: null) { a: Int } type B @model(timestamps: null) { b: Int }
-- after
type A @model(timestamps: null) { a: Int }
-- sql
DROP TABLE "B";
