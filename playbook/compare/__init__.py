"""Two assessments → what changed between them. Pure, apart from `read`, which opens files."""
