-- The newest visible posts of one model: its feed, and the lists of the API.
CREATE INDEX ix_image_posts_model ON image_posts (model_name, id DESC) WHERE is_active;
