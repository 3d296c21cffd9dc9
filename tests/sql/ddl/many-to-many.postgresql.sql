SET client_encoding = 'UTF8';
BEGIN;
CREATE TABLE "Post" (
  "id" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Tag" (
  "id" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Person" (
  "id" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "PostTag" (
  "id" text NOT NULL,
  "post" text NOT NULL,
  "tag" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "PostTag_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "PostTag_post_tag_key" UNIQUE ("post", "tag")
);
CREATE INDEX "PostTag_byPostTagTarget" ON "PostTag" ("tag", "post");
CREATE TABLE "Friendship" (
  "id" text NOT NULL,
  "source" text NOT NULL,
  "target" text NOT NULL,
  "createdAt" timestamptz,
  "updatedAt" timestamptz,
  CONSTRAINT "Friendship_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Friendship_source_target_key" UNIQUE ("source", "target")
);
CREATE INDEX "Friendship_byFriendshipTarget" ON "Friendship" ("target", "source");
ALTER TABLE "PostTag"
  ADD CONSTRAINT "PostTag_post_fkey" FOREIGN KEY ("post") REFERENCES "Post" ("id") ON DELETE CASCADE,
  ADD CONSTRAINT "PostTag_tag_fkey" FOREIGN KEY ("tag") REFERENCES "Tag" ("id") ON DELETE CASCADE;
ALTER TABLE "Friendship"
  ADD CONSTRAINT "Friendship_source_fkey" FOREIGN KEY ("source") REFERENCES "Person" ("id") ON DELETE CASCADE,
  ADD CONSTRAINT "Friendship_target_fkey" FOREIGN KEY ("target") REFERENCES "Person" ("id") ON DELETE CASCADE;
COMMIT;
