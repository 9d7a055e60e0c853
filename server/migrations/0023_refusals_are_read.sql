-- In which language a refusal's text was read; of those from before nobody knows. And whether it took back what its person
-- had agreed to.
ALTER TABLE refusals ADD COLUMN language TEXT;
ALTER TABLE refusals ADD COLUMN said TEXT NOT NULL DEFAULT 'refused' CHECK (said IN ('refused', 'withdrawn'));
