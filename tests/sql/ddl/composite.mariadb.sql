-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Site.country, Site.city, Site.street, Site.plan, Visit.id, Visit.site_country, Visit.site_city, Visit.site_street, Plan.id, Plan.drawing.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Site` (
  `country` VARCHAR(255) NOT NULL,
  `city` VARCHAR(255) NOT NULL,
  `street` VARCHAR(255) NOT NULL,
  `no` INT NOT NULL,
  `open` DATE NOT NULL,
  `plan` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`country`, `city`, `street`, `no`, `open`),
  CONSTRAINT `Site_plan_key` UNIQUE (`plan`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Visit` (
  `id` VARCHAR(255) NOT NULL,
  `at` VARCHAR(40) NOT NULL,
  `note` LONGTEXT,
  `rank` DOUBLE,
  `site_country` VARCHAR(255),
  `site_city` VARCHAR(255),
  `site_street` VARCHAR(255),
  `site_no` INT,
  `site_open` DATE,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Visit_byNote` ON `Visit` (`note`(255), `at`, `rank`);
CREATE INDEX `Visit_site_country_site_city_site_street_site_no_site_open` ON `Visit` (`site_country`, `site_city`, `site_street`, `site_no`, `site_open`);
CREATE TABLE `Plan` (
  `id` VARCHAR(255) NOT NULL,
  `drawing` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`),
  CONSTRAINT `Plan_drawing_key` UNIQUE (`drawing`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
ALTER TABLE `Site`
  ADD CONSTRAINT `Site_plan_fkey` FOREIGN KEY (`plan`) REFERENCES `Plan` (`id`) ON DELETE SET NULL;
ALTER TABLE `Visit`
  ADD CONSTRAINT `Visit_site_country_site_city_site_street_site_no_site_open_fkey` FOREIGN KEY (`site_country`, `site_city`, `site_street`, `site_no`, `site_open`) REFERENCES `Site` (`country`, `city`, `street`, `no`, `open`) ON DELETE CASCADE;
