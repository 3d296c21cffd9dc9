-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Post.id, Post.author, Post.editor, Author.id.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Post` (
  `id` VARCHAR(255) NOT NULL,
  `title` LONGTEXT NOT NULL,
  `author` VARCHAR(255),
  `editor` VARCHAR(255) NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`),
  CONSTRAINT `Post_author_key` UNIQUE (`author`),
  CONSTRAINT `Post_editor_key` UNIQUE (`editor`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Author` (
  `id` VARCHAR(255) NOT NULL,
  `email` LONGTEXT NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
ALTER TABLE `Post`
  ADD CONSTRAINT `Post_author_fkey` FOREIGN KEY (`author`) REFERENCES `Author` (`id`) ON DELETE SET NULL,
  ADD CONSTRAINT `Post_editor_fkey` FOREIGN KEY (`editor`) REFERENCES `Author` (`id`);
