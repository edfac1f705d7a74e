-- What the desk lists first: the stories with the latest news, the meetings of a month.

CREATE INDEX stories_by_news ON stories (last_day IS NULL, last_day DESC, first_day DESC, id);
CREATE INDEX meetings_by_time ON meetings (time);
