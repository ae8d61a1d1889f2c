-- The newest visible posts of one member: their gallery, their feed, and the lists of the API.
CREATE INDEX ix_image_posts_author_newest ON image_posts (user_id, id DESC) WHERE is_active;
