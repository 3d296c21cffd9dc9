SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Post" (
  "id" text NOT NULL,
  "title" text NOT NULL,
  "author" text,
  "editor" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Post_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Post_author_key" UNIQUE ("author"),
  CONSTRAINT "Post_editor_key" UNIQUE ("editor")
);
CREATE TABLE "Author" (
  "id" text NOT NULL,
  "email" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Author_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Post"
  ADD CONSTRAINT "Post_author_fkey" FOREIGN KEY ("author") REFERENCES "Author" ("id") ON DELETE SET NULL,
  ADD CONSTRAINT "Post_editor_fkey" FOREIGN KEY ("editor") REFERENCES "Author" ("id");
COMMIT;
