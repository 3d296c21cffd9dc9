-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Post.id, Tag.id, Person.id, PostTag.id, PostTag.post, PostTag.tag, Friendship.id, Friendship.source, Friendship.target.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Post` (
  `id` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Tag` (
  `id` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Person` (
  `id` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `PostTag` (
  `id` VARCHAR(255) NOT NULL,
  `post` VARCHAR(255) NOT NULL,
  `tag` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`),
  CONSTRAINT `PostTag_post_tag_key` UNIQUE (`post`, `tag`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `PostTag_byPostTagTarget` ON `PostTag` (`tag`, `post`);
CREATE TABLE `Friendship` (
  `id` VARCHAR(255) NOT NULL,
  `source` VARCHAR(255) NOT NULL,
  `target` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`),
  CONSTRAINT `Friendship_source_target_key` UNIQUE (`source`, `target`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Friendship_byFriendshipTarget` ON `Friendship` (`target`, `source`);
ALTER TABLE `PostTag`
  ADD CONSTRAINT `PostTag_post_fkey` FOREIGN KEY (`post`) REFERENCES `Post` (`id`) ON DELETE CASCADE,
  ADD CONSTRAINT `PostTag_tag_fkey` FOREIGN KEY (`tag`) REFERENCES `Tag` (`id`) ON DELETE CASCADE;
ALTER TABLE `Friendship`
  ADD CONSTRAINT `Friendship_source_fkey` FOREIGN KEY (`source`) REFERENCES `Person` (`id`) ON DELETE CASCADE,
  ADD CONSTRAINT `Friendship_target_fkey` FOREIGN KEY (`target`) REFERENCES `Person` (`id`) ON DELETE CASCADE;
