-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Site.country.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Site` (
  `country` VARCHAR(255) NOT NULL,
  `no` INT NOT NULL,
  `city` LONGTEXT,
  `open` BOOLEAN NOT NULL DEFAULT TRUE,
  `motto` LONGTEXT DEFAULT 'it''s open',
  `rank` DOUBLE,
  `seen` BIGINT,
  `tags` JSON,
  `place` JSON,
  `kind` VARCHAR(255) DEFAULT 'BIG' CHECK (`kind` IN ('BIG', 'SMALL')),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`country`, `no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Site_byCity` ON `Site` (`city`(255), `no`);
